package org.liandong.kernel.clock;

/// A reason for which a rule lets days not count.
///
/// The rule of a clock lists its grounds; a service takes them from that list and from nowhere else. The licensing law
/// lists hearing, tender, auction, inspection, testing, quarantine, appraisal and expert review in article 45, and wants
/// the time they need told to the applicant in writing. It knows no general pause for a supplement asked for later.
///
/// @param reason          in the words of the law
/// @param clause          the article that allows it
/// @param noticeRequired  whether it stops the clock only with a written notice of the expected end
public record PauseGround(String reason, String clause, boolean noticeRequired) {

    public PauseGround {
        if (reason.isBlank() || clause.isBlank()) {
            throw new IllegalArgumentException(
                    "A ground for a pause needs a reason and a clause, not '%s' and '%s'."
                            .formatted(reason, clause));
        }
    }
}
