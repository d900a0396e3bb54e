package org.liandong.engine;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.TypeName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/// How records become JSON in the store, and back: exact decimals, ISO dates, nothing that is absent.
public final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    // The same value is the same text in every process: immutable maps of the JDK
                    // have no order of their own.
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .changeDefaultPropertyInclusion(
                            i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    // States are written with every batch and read by nobody but the engine: their records stand as
    // arrays.
    private static final JsonMapper STATES = positional();

    // Facts from outside: what a fact does not declare as nullable must be there.
    private static final JsonMapper FACTS =
            MAPPER.rebuild()
                    .annotationIntrospector(new Needed())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private Json() {}

    /// A component of a record is needed unless its type says that it may be null.
    private static final class Needed extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return isNeeded(member) ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            return isNeeded(annotated)
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                    : super.findSetterInfo(config, annotated);
        }

        private static boolean isNeeded(Annotated annotated) {
            if (!(annotated instanceof AnnotatedParameter parameter)) {
                return false;
            }
            RecordComponent[] components =
                    parameter.getOwner().getDeclaringClass().getRecordComponents();
            return components != null
                    && parameter.getIndex() < components.length
                    && !components[parameter.getIndex()]
                            .getAnnotatedType()
                            .isAnnotationPresent(Nullable.class);
        }
    }

    private static JsonMapper positional() {
        return MAPPER.rebuild()
                .annotationIntrospector(
                        new JacksonAnnotationIntrospector() {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public JsonFormat.@Nullable Value findFormat(
                                    MapperConfig<?> config, Annotated annotated) {
                                return annotated instanceof AnnotatedClass type
                                                && type.getRawType().isRecord()
                                        ? JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY)
                                        : super.findFormat(config, annotated);
                            }
                        })
                .changeDefaultPropertyInclusion(
                        i -> i.withValueInclusion(JsonInclude.Include.ALWAYS))
                .build();
    }

    /// How states of cases are written.
    static JsonMapper states() {
        return STATES;
    }

    /// The shared mapper, for reading trees and streams.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws JacksonException when the text is not of the type
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /// A fact in the form in which every engine takes facts without a standard message: one line of JSON.
    public static byte[] fact(String service, Object fact, String source, String id) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("service", service);
        line.put("type", TypeName.of(fact.getClass()));
        line.put("source", source);
        line.put("id", id);
        line.put("body", fact);
        return (text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ObjectReader reader(Class<?> type) {
        return MAPPER.readerFor(type);
    }

    /// Reads the body of a fact from outside. Fields that are unknown, and needed ones that are missing, are errors.
    static ObjectReader factReader(Class<?> type) {
        return FACTS.readerFor(type);
    }

    /// The fact types of a service by name: the record's name in lower case with hyphens, `GuaranteeFiled` is
    /// `guarantee-filed`.
    static Map<String, Class<?>> types(Class<?> sealed) {
        Map<String, Class<?>> types = new TreeMap<>();
        Class<?>[] permitted = sealed.getPermittedSubclasses();
        if (permitted == null) {
            throw new IllegalArgumentException(
                    "The facts of a service must be a sealed interface of records, %s is not."
                            .formatted(sealed));
        }
        for (Class<?> type : permitted) {
            if (type.isSealed()) {
                types.putAll(types(type));
            } else {
                types.put(TypeName.of(type), type);
            }
        }
        return new LinkedHashMap<>(types);
    }
}
