package org.liandong.kernel;

import java.util.Locale;

/// What a type of facts or states is called outside Java: `GoodsBack` is `goods-back`.
public final class TypeName {

    private static final ClassValue<String> NAMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> type) {
                    return type.getSimpleName()
                            .replaceAll("(?<=.)(?=[A-Z])", "-")
                            .toLowerCase(Locale.ROOT);
                }
            };

    private TypeName() {}

    public static String of(Class<?> type) {
        return NAMES.get(type);
    }
}
