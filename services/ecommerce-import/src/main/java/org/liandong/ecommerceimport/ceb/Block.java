package org.liandong.ecommerceimport.ceb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A group of fields under one element: the head of a business node, one of its lines, or a block common to all requests.
public final class Block {

    private final String element;
    private final List<Field> fields;
    private final Field[] inOrder;
    private final Map<String, Field> byName;
    private final long requiredWhenRead;

    Block(String element, List<Field> fields, Map<String, String> aliases) {
        this.element = element;
        this.fields = List.copyOf(fields);
        this.inOrder = this.fields.toArray(Field[]::new);
        Map<String, Field> names = new HashMap<>();
        for (Field field : this.fields) {
            // Interned, because the parser interns its names: the expected name is then found by
            // identity.
            names.put(field.name().intern(), field);
        }
        aliases.forEach((met, meant) -> {
            Field field = names.get(meant);
            if (field != null) {
                names.putIfAbsent(met, field);
            }
        });
        this.byName = Map.copyOf(names);
        if (this.fields.size() > Long.SIZE) {
            throw new IllegalArgumentException(
                    "The block %s has %d fields, more than the %d bits that mark those present."
                            .formatted(element, fields.size(), Long.SIZE));
        }
        long required = 0;
        for (Field field : this.fields) {
            required |= field.requiredWhenRead() ? 1L << field.index() : 0;
        }
        this.requiredWhenRead = required;
    }

    /// Local name of the element that holds the fields.
    public String element() {
        return element;
    }

    /// The fields in the order of the schema.
    public List<Field> fields() {
        return fields;
    }

    /// Place of a field, to be looked up once and used with [Row#get(int)] often.
    ///
    /// @throws IllegalArgumentException if the block has no such field
    public int index(String name) {
        Field field = byName.get(name);
        if (field == null || !field.name().equals(name)) {
            throw new IllegalArgumentException(
                    "The block %s has no field %s.%nMaybe it belongs to the other block of its message? The fields are %s."
                            .formatted(element, name, fields.stream().map(Field::name).toList()));
        }
        return field.index();
    }

    int size() {
        return inOrder.length;
    }

    /// A bit for each field without which an incoming message is refused.
    long requiredWhenRead() {
        return requiredWhenRead;
    }

    Field field(int index) {
        return inOrder[index];
    }

    /// The field of an element met, aliases included, or null.
    ///
    /// @param expected index of the field that comes next if the sender keeps the order of the schema
    @Nullable Field find(String met, int expected) {
        // Optional fields are often left out, so a few successors are tried before the map is
        // asked.
        int end = Math.min(expected + LOOK_AHEAD, inOrder.length);
        for (int i = expected; i < end; i++) {
            if (sameObject(inOrder[i].name(), met)) {
                return inOrder[i];
            }
        }
        return byName.get(met);
    }

    // Four covers nearly every run of optional fields; beyond that a look into the map is no
    // dearer.
    private static final int LOOK_AHEAD = 4;

    @SuppressWarnings("ReferenceEquality") // both interned; a miss only costs the look into the map
    private static boolean sameObject(String a, String b) {
        return a == b;
    }
}
