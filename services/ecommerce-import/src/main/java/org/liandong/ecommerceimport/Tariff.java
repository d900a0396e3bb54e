package org.liandong.ecommerceimport;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The tariff as it was in force on any day.
@FunctionalInterface
interface Tariff {

    /// The line of a commodity code on a day, or null when no table has it.
    @Nullable TariffLine line(String code, LocalDate on);
}
