package org.liandong.app.server.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Style, script and pictures of the pages, from the class path only.
///
/// The address of each holds a hash of its content: a browser may keep it for ever, and gets the new one after an update.
public final class Assets {

    private static final String SHIPPED = "/org/liandong/app/server/console/assets/";
    private static final String CHARTS =
            "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.common.min.js";

    /// In the place of the hash: whatever is served now, for pages that know no hash. A browser asks for it anew.
    static final String NEWEST = "newest";

    private static final int HASH_DIGITS = 12;

    private final Map<String, Asset> byAddress = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    /// A file as it is served.
    ///
    /// @param packed its content under gzip
    public record Asset(String type, byte[] content, byte[] packed) {}

    public Assets() {
        add("console.css", "text/css;charset=utf-8", SHIPPED + "console.css");
        add("console.js", "text/javascript;charset=utf-8", SHIPPED + "console.js");
        add("mark.svg", "image/svg+xml", SHIPPED + "mark.svg");
        add("charts.js", "text/javascript;charset=utf-8", CHARTS);
    }

    private void add(String name, String type, String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The resource %s is missing. Maybe the jar was repacked."
                                .formatted(resource));
            }
            byte[] content = in.readAllBytes();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(content);
            }
            String hash =
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                            .substring(0, HASH_DIGITS);
            String address = hash + "/" + name;
            byAddress.put(address, new Asset(type, content, packed.toByteArray()));
            addresses.put(name, "/assets/" + address);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The resource %s cannot be read.".formatted(resource), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where a file is served.
    public String address(String name) {
        String address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("There is no asset %s.".formatted(name));
        }
        return address;
    }

    /// The file at `hash/name`, or null. The hash may be [#NEWEST].
    @Nullable Asset at(String hash, String name) {
        String address =
                hash.equals(NEWEST)
                        ? addresses.getOrDefault(name, "").replaceFirst("^/assets/", "")
                        : hash + "/" + name;
        return byAddress.get(address);
    }
}
