package org.liandong.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What is wrong with a command line, in words of the person's language. The parser itself speaks English only.
final class WrongUse {

    private WrongUse() {}

    static String inWords(CommandLine.ParameterException e, Texts texts) {
        return switch (e) {
            case CommandLine.UnmatchedArgumentException unmatched -> unmatched(unmatched, texts);
            case CommandLine.MissingParameterException missing -> missing(missing, texts);
            case CommandLine.OverwrittenOptionException twice ->
                    texts.get("use.twice", name(twice.getOverwritten()));
            default -> other(e, texts);
        };
    }

    private static String missing(CommandLine.MissingParameterException e, Texts texts) {
        // An option that may be left out was given, but without its value.
        if (e.getMissing().getFirst() instanceof OptionSpec option && !option.required()) {
            return texts.get("use.value", name(option), wanted(option.type(), texts));
        }
        return texts.get(
                "use.missing",
                String.join(
                        texts.get("and"), e.getMissing().stream().map(WrongUse::name).toList()));
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException e, Texts texts) {
        String first = e.getUnmatched().getFirst();
        List<String> similar = new ArrayList<>(e.getSuggestions());
        boolean command = !e.getCommandLine().getSubcommands().isEmpty() && !e.isUnknownOption();
        String said =
                texts.get(
                        e.isUnknownOption()
                                ? "use.option"
                                : command ? "use.command" : "use.argument",
                        first);
        return similar.isEmpty()
                ? said
                : said
                        + " "
                        + texts.get(
                                "use.maybe", String.join(", ", similar.stream().limit(3).toList()));
    }

    private static String other(CommandLine.ParameterException e, Texts texts) {
        ArgSpec argument = e.getArgSpec();
        String value = e.getValue();
        if (argument == null) {
            return String.valueOf(e.getMessage());
        }
        if (value == null) {
            return texts.get("use.value", name(argument), wanted(argument.type(), texts));
        }
        return texts.get("use.wrong", name(argument), value, wanted(argument.type(), texts));
    }

    private static String wanted(Class<?> type, Texts texts) {
        if (type.isEnum()) {
            return String.join(
                    ", ",
                    Stream.of(type.getEnumConstants())
                            .map(c -> c.toString().toLowerCase(Locale.ROOT))
                            .toList());
        }
        if (type == LocalDate.class) {
            return texts.get("use.date");
        }
        if (type == double.class) {
            return texts.get("use.decimal");
        }
        boolean number = type == long.class || type == int.class || type == Integer.class;
        return texts.get(number ? "use.number" : "use.text");
    }

    private static String name(@Nullable ArgSpec argument) {
        return switch (argument) {
            // Names are in the order in which the command gives them, unless it has a short one.
            case OptionSpec option ->
                    option.names()[0].startsWith("--") ? option.names()[0] : option.longestName();
            case PositionalParamSpec positional -> positional.paramLabel();
            case null, default -> "";
        };
    }
}
