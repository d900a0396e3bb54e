package org.liandong.dutyguarantee;

import java.math.BigDecimal;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Detail;

/// What the ledger's answers mean to this service.
final class Booked {

    private Booked() {}

    /// @throws IllegalStateException for an answer that this service gave no cause for
    static void require(boolean posted, Command command, Answer answer) {
        if (!posted) {
            throw unexpected(command, answer);
        }
    }

    /// What an account that had too little had.
    ///
    /// @throws IllegalStateException when the refusal has another reason
    static BigDecimal available(Command command, Answer answer) {
        return answer instanceof Answer.Refused refused
                        && refused.detail() instanceof Detail.Floor floor
                ? floor.availableBefore()
                : onDate(command, answer);
    }

    private static BigDecimal onDate(Command command, Answer answer) {
        if (answer instanceof Answer.Refused refused
                && refused.detail() instanceof Detail.FloorOn floor) {
            return floor.available();
        }
        throw unexpected(command, answer);
    }

    private static IllegalStateException unexpected(Command command, Answer answer) {
        return new IllegalStateException(
                "The ledger answered %s to %s.".formatted(answer, command.key()));
    }
}
