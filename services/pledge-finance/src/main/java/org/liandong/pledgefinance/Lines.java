package org.liandong.pledgefinance;

import java.math.BigDecimal;

/// The lines of a financing, as ratios of debt to value: `draw < warning < call < sale < 1`.
///
/// @param draw    the highest ratio at which is drawn and released, and that ends a call
/// @param warning from here the borrower is warned
/// @param call    from here more security is called for
/// @param sale    from here the goods may be sold
public record Lines(BigDecimal draw, BigDecimal warning, BigDecimal call, BigDecimal sale) {

    /// Keeps their order.
    public Lines {
        if (draw.signum() <= 0
                || draw.compareTo(warning) >= 0
                || warning.compareTo(call) >= 0
                || call.compareTo(sale) >= 0
                || sale.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "Lines must rise, draw %s < warning %s < call %s < sale %s < 1."
                            .formatted(draw, warning, call, sale));
        }
    }

    /// Where a financing stands.
    public enum State {
        NORMAL,
        WARNING,
        CALL,
        CLOSEOUT
    }

    /// Where it stands after a valuation. One valuation may jump states. A call ends when the ratio is down at the draw line, not
    /// when it is merely below the call line; a close-out ends by payment in full or by the bank's decision, never by a price.
    State next(State now, Valuation valuation) {
        if (now == State.CLOSEOUT) {
            return State.CLOSEOUT;
        }
        if (valuation.debt().signum() <= 0) {
            return State.NORMAL;
        }
        if (valuation.reaches(sale)) {
            return State.CLOSEOUT;
        }
        if (now == State.CALL) {
            return valuation.isWithin(draw) ? State.NORMAL : State.CALL;
        }
        return valuation.reaches(call)
                ? State.CALL
                : valuation.reaches(warning) ? State.WARNING : State.NORMAL;
    }
}
