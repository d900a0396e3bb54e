package org.liandong.kernel.page;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// A value on a sheet. How it is written, in which language and with which separators, is not its business.
public sealed interface Cell {

    /// There is none.
    Cell NOTHING = new Nothing();

    /// No value.
    record Nothing() implements Cell {}

    /// As a source wrote it. It is masked by the name of its column or figure, as facts are by those of their fields.
    record Text(String text) implements Cell {}

    /// Words of the bundles, with what stands in them.
    ///
    /// @param word such as `sheet.yard.answer` or `kind.endorsement`
    record Said(String word, List<Cell> arguments) implements Cell {
        public Said {
            arguments = List.copyOf(arguments);
        }
    }

    /// A number, shown with all its decimals; its unit is that of the column.
    record Amount(BigDecimal value) implements Cell {}

    /// A part of a whole, shown in percent with two decimals.
    record Share(BigDecimal value) implements Cell {}

    record Day(LocalDate day) implements Cell {}

    record Time(Instant at) implements Cell {}

    /// Where a case stands.
    record Status(String status) implements Cell {}

    /// A way to something.
    record Link(Target to, String text) implements Cell {}

    /// Where a link leads. One to what the reader may not see is shown as its text.
    sealed interface Target {}

    /// A case of this service, or of another that names it so.
    record OfCase(String key) implements Target {}

    record OfAccount(String name) implements Target {}

    /// A page of this service.
    record OfPage(String page, Map<String, String> arguments) implements Target {
        public OfPage {
            arguments = Map.copyOf(arguments);
        }
    }

    static Said said(String word, Cell... arguments) {
        return new Said(word, List.of(arguments));
    }

    /// How many there are of a thing: the words `<thing>.one` and `<thing>.many`.
    static Said counted(String thing, long number) {
        return said(thing + (number == 1 ? ".one" : ".many"), count(number));
    }

    static Amount count(long number) {
        return new Amount(BigDecimal.valueOf(number));
    }

    static Text text(String text) {
        return new Text(text);
    }

    static Link ofCase(String key, String text) {
        return new Link(new OfCase(key), text);
    }

    static Link ofAccount(String name, String text) {
        return new Link(new OfAccount(name), text);
    }

    static Link ofPage(String page, Map<String, String> arguments, String text) {
        return new Link(new OfPage(page, arguments), text);
    }
}
