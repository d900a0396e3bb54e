package org.liandong.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Check;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/// How a check stands in a stored decision, short since there are some fifty to a decision:
///
/// ```json
/// ["A1","payment.amountPaid","561.89","order.acturalPaid"]
/// ["M6","list.netWeight","1.1","list.grossWeight, at most","1.25"]
/// ["A1",["FAILED","1332"],"payment.amountPaid","3197.95","order.acturalPaid","561.89"]
/// ```
///
/// Rule, then result and code unless it has passed, then field and value of both sides. Where a check that has passed ends
/// early, the value on the right is that on the left.
final class CheckText {

    private CheckText() {}

    static final class Writer extends ValueSerializer<Check> {
        @Override
        public void serialize(Check check, JsonGenerator to, SerializationContext context) {
            boolean plain = check.result() == Check.Result.PASSED && check.code().isEmpty();
            String left = check.left().value();
            String right = check.right().value();
            to.writeStartArray();
            to.writeString(check.rule());
            if (!plain) {
                to.writeStartArray();
                to.writeString(check.result().name());
                to.writeString(check.code());
                to.writeEndArray();
            }
            to.writeString(check.left().field());
            write(left, to);
            to.writeString(check.right().field());
            if (!plain || !Objects.equals(left, right)) {
                write(right, to);
            }
            to.writeEndArray();
        }

        private static void write(@Nullable String value, JsonGenerator to) {
            if (value == null) {
                to.writeNull();
            } else {
                to.writeString(value);
            }
        }
    }

    static final class Reader extends ValueDeserializer<Check> {
        @Override
        public Check deserialize(JsonParser from, DeserializationContext context) {
            String rule = required(from.nextStringValue(), context);
            Check.Result result = Check.Result.PASSED;
            String code = "";
            String field;
            if (from.nextToken() == JsonToken.START_ARRAY) {
                result = Check.Result.valueOf(required(from.nextStringValue(), context));
                code = required(from.nextStringValue(), context);
                from.nextToken();
                field = required(from.nextStringValue(), context);
            } else {
                field = from.getString();
            }
            from.nextToken();
            Check.Operand left = new Check.Operand(field, value(from));
            String rightField = required(from.nextStringValue(), context);
            if (from.nextToken() == JsonToken.END_ARRAY) {
                return new Check(
                        rule, result, left, new Check.Operand(rightField, left.value()), code);
            }
            Check check =
                    new Check(rule, result, left, new Check.Operand(rightField, value(from)), code);
            from.nextToken();
            return check;
        }

        private static @Nullable String value(JsonParser from) {
            return from.currentToken() == JsonToken.VALUE_NULL ? null : from.getString();
        }

        private static String required(@Nullable String text, DeserializationContext context) {
            if (text == null) {
                context.reportInputMismatch(
                        Check.class, "A stored check is cut short or not of its form.");
                throw new IllegalStateException("A mismatch is reported by throwing.");
            }
            return text;
        }
    }
}
