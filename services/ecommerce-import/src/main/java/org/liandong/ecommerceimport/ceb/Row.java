package org.liandong.ecommerceimport.ceb;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of one block: a head, a line, or a common block. Absent and empty optional elements have no value.
public final class Row {

    private final Block block;
    private final @Nullable String[] values;

    Row(Block block, @Nullable String[] values) {
        this.block = block;
        this.values = values;
    }

    /// The fields this row has.
    public Block block() {
        return block;
    }

    /// The value of a field, or null if it is absent.
    ///
    /// @throws IllegalArgumentException if the block has no such field
    public @Nullable String get(String name) {
        return values[block.index(name)];
    }

    /// The value at an index that [Block#index(String)] gave, or null if it is absent.
    public @Nullable String get(int index) {
        return values[index];
    }

    /// The values that are present, by name, in the order of the schema.
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            String value = values[field.index()];
            if (value != null) {
                map.put(field.name(), value);
            }
        }
        return map;
    }

    /// The block and which fields are present, without their values: they may be about a person.
    @Override
    public String toString() {
        return block.element() + toMap().keySet();
    }
}
