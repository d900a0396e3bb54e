package org.liandong.ecommerceimport.ceb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of every message, read once from a table that follows the official schema line by line.
///
/// The table is a resource, so that a new edition of the schema is a change of data that can be laid beside the official list.
public final class CebSchema {

    /// Namespace of every business message.
    public static final String NAMESPACE = "http://www.chinaport.gov.cn/ceb";

    /// Namespace of the envelopes.
    public static final String DXP_NAMESPACE = "http://www.chinaport.gov.cn/dxp";

    /// Namespace of the signature.
    public static final String SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";

    /// Most BaseSubscribe blocks of a request.
    public static final int SUBSCRIPTIONS_MAX = 5;

    private static final String TABLE = "ceb-import-202205.tsv";
    private static final String ALIASES = "ceb-aliases.tsv";
    private static final String COMMON = "*";

    private static final Map<String, String> NAMES_MET = readAliases();
    private static final Map<MessageType, Block> HEADS = new EnumMap<>(MessageType.class);
    private static final Map<MessageType, Block> LISTS = new EnumMap<>(MessageType.class);
    private static final Map<String, Block> COMMON_BLOCKS = new HashMap<>();

    static {
        readTable();
    }

    private CebSchema() {}

    /// The block that names the enterprise which transmits a request.
    public static Block baseTransfer() {
        return common("BaseTransfer");
    }

    /// The block that names one more receiver of data and receipts.
    public static Block baseSubscribe() {
        return common("BaseSubscribe");
    }

    static Block headOf(MessageType type) {
        Block block = HEADS.get(type);
        if (block == null) {
            throw new IllegalStateException(
                    "The table %s has no fields of %s.".formatted(TABLE, type));
        }
        return block;
    }

    static Block listOf(MessageType type) {
        Block block = LISTS.get(type);
        if (block == null) {
            throw new IllegalStateException(
                    "The message %s has no lines.%nMaybe ask MessageType.list() first?"
                            .formatted(type));
        }
        return block;
    }

    /// The element of the schema that an element met stands for; the name itself if it is no known misspelling.
    static String meantBy(String met) {
        return NAMES_MET.getOrDefault(met, met);
    }

    private static Block common(String element) {
        Block block = COMMON_BLOCKS.get(element);
        if (block == null) {
            throw new IllegalStateException(
                    "The table %s has no block %s.".formatted(TABLE, element));
        }
        return block;
    }

    private static void readTable() {
        Map<List<String>, List<Field>> blocks = new LinkedHashMap<>();
        for (String[] row : rows(TABLE, 10)) {
            // message, node, block
            List<Field> fields =
                    blocks.computeIfAbsent(
                            List.of(row[0], row[1], row[2]), key -> new ArrayList<>());
            fields.add(field(fields.size(), row));
        }
        blocks.forEach((key, fields) -> {
            if (key.get(0).equals(COMMON)) {
                COMMON_BLOCKS.put(key.get(1), new Block(key.get(1), fields, NAMES_MET));
                return;
            }
            MessageType type = MessageType.valueOf(key.get(0));
            boolean isList = key.get(2).equals("list");
            String element = isList ? type.list() : type.head();
            Block block = new Block(element == null ? type.node() : element, fields, NAMES_MET);
            (isList ? LISTS : HEADS).put(type, block);
        });
    }

    private static Field field(int index, String[] row) {
        Field.Kind kind =
                switch (row[4]) {
                    case "text" -> Field.Kind.TEXT;
                    case "exact" -> Field.Kind.EXACT;
                    case "int" -> Field.Kind.INT;
                    case "decimal" -> Field.Kind.DECIMAL;
                    default ->
                            throw new IllegalStateException(
                                    "The table %s has a kind %s.".formatted(TABLE, row[4]));
                };
        int max = row[6].equals("*") ? Field.UNBOUNDED : Integer.parseInt(row[6]);
        boolean required = row[8].equals("yes");
        List<String> remarks = List.of(row[9].split(",", -1));
        String maxWhenRead = remark(remarks, "max-when-read=");
        return new Field(
                index,
                row[3].intern(),
                kind,
                Integer.parseInt(row[5]),
                max,
                row[7].equals("-") ? 0 : Integer.parseInt(row[7]),
                required,
                required && !remarks.contains("optional-when-read"),
                maxWhenRead == null ? max : Integer.parseInt(maxWhenRead),
                remark(remarks, "fixed="),
                remarks.contains("personal"),
                !remarks.contains("only-read"));
    }

    private static @Nullable String remark(List<String> remarks, String name) {
        for (String remark : remarks) {
            if (remark.startsWith(name)) {
                return remark.substring(name.length());
            }
        }
        return null;
    }

    private static Map<String, String> readAliases() {
        Map<String, String> aliases = new HashMap<>();
        for (String[] row : rows(ALIASES, 2)) {
            aliases.put(row[0], row[1]);
        }
        return Map.copyOf(aliases);
    }

    /// The rows of a table of this package: columns separated by tabs, lines that begin with # are comments.
    static List<String[]> rows(String table, int columns) {
        List<String[]> rows = new ArrayList<>();
        for (String line : resource(table).split("\n", -1)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] row = line.split("\t", -1);
            if (row.length != columns) {
                throw new IllegalStateException(
                        "A row of the table %s has %d columns, not %d: %s"
                                .formatted(table, row.length, columns, line));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String resource(String name) {
        try (@Nullable InputStream in = CebSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The resource %s is missing beside its classes.".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource %s cannot be read.".formatted(name), e);
        }
    }
}
