package org.liandong.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/// One edition of a rule: its name, the days it is in force, and its DMN.
///
/// The name of the file says the first two: `limits@2019-01-01.dmn`, or `limits@2016-04-08..2018-12-31.dmn` for an edition
/// that ends without a successor. The last day belongs to the edition.
///
/// @param rule  name of the rule, which is also the name of the DMN model
/// @param from  first day in force
/// @param to    last day in force, `LocalDate.MAX` when none is named
/// @param file  name of the file, for messages
/// @param dmn   the model, XML
public record RuleSource(String rule, LocalDate from, LocalDate to, String file, String dmn) {

    // A table of a thousand rows takes half of this. What is larger is no rule and fills memory.
    private static final int BYTES_MAX = 1 << 20;

    private static final Pattern FILE =
            Pattern.compile(
                    "([a-z][a-z0-9-]*)@(\\d{4}-\\d{2}-\\d{2})(?:\\.\\.(\\d{4}-\\d{2}-\\d{2}))?\\.dmn");

    public RuleSource {
        if (to.isBefore(from)) {
            throw new BrokenRule(
                    "%s: the last day %s is before the first day %s. Maybe they are exchanged."
                            .formatted(file, to, from));
        }
    }

    /// The edition in a file of this name with this content.
    ///
    /// @throws BrokenRule when the name does not follow the convention or the content is too large or not UTF-8
    public static RuleSource of(String file, byte[] content) {
        var name = FILE.matcher(file);
        if (!name.matches()) {
            throw new BrokenRule(
                    "%s: not the name of a rule file. Rename it like limits@2019-01-01.dmn or limits@2016-04-08..2018-12-31.dmn."
                            .formatted(file));
        }
        if (content.length > BYTES_MAX) {
            throw new BrokenRule(
                    "%s: %d bytes are more than the %d a rule may have. Maybe it is a reference table."
                            .formatted(file, content.length, BYTES_MAX));
        }
        try {
            var from = LocalDate.parse(name.group(2));
            var to = name.group(3) == null ? LocalDate.MAX : LocalDate.parse(name.group(3));
            // It reports what `new String` would replace by a sign, in silence, inside a clause.
            var dmn =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return new RuleSource(name.group(1), from, to, file, dmn);
        } catch (DateTimeException e) {
            throw new BrokenRule(
                    "%s: its name has a day that no calendar has. Correct the date."
                            .formatted(file),
                    e);
        } catch (CharacterCodingException e) {
            throw new BrokenRule("%s: not UTF-8. Save it as UTF-8.".formatted(file), e);
        }
    }

    /// The editions in the named resources, which stand beside the class or in a folder below it.
    ///
    /// @param paths  relative to the class, for example `rules/limits@2019-01-01.dmn`
    public static List<RuleSource> resources(Class<?> anchor, List<String> paths) {
        return paths.stream()
                .map(path -> of(path.substring(path.lastIndexOf('/') + 1), bytes(anchor, path)))
                .toList();
    }

    /// The editions that an index names, one file a line, all in the index's own folder.
    ///
    /// A class path cannot be listed in a portable way, so a folder of rules says what it holds.
    ///
    /// @param path  of the index, relative to the class, for example `rules/index.txt`
    public static List<RuleSource> indexed(Class<?> anchor, String path) {
        var folder = path.substring(0, path.lastIndexOf('/') + 1);
        var files =
                new String(bytes(anchor, path), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(folder::concat)
                        .toList();
        return resources(anchor, files);
    }

    private static byte[] bytes(Class<?> anchor, String path) {
        try (InputStream in = anchor.getResourceAsStream(path)) {
            if (in == null) {
                throw new BrokenRule(
                        "%s: no such resource beside %s. Maybe its name in the index is misspelt."
                                .formatted(path, anchor.getName()));
            }
            return in.readNBytes(BYTES_MAX + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + path, e);
        }
    }
}
