package org.liandong.ecommerceimport.ceb;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/// The official schemas and samples, which are not ours to copy into the repository.
///
/// They lie in a folder `shared`, named by the system property `liandong.shared` or else beside the root of the repository.
final class SharedFolder {

    private SharedFolder() {}

    /// A file or folder below `shared/data/ceb`; the test is skipped, and says why, if there is none.
    static Path ceb(String path) {
        Path shared = shared();
        Path found = shared == null ? null : shared.resolve("data/ceb").resolve(path);
        if (found != null && Files.exists(found)) {
            return found;
        }
        String reason =
                "Skipped: the official file data/ceb/"
                        + path
                        + " was not found. Name the folder that holds it with -Dliandong.shared=<folder>.";
        System.out.println(reason);
        throw new TestAbortedException(reason);
    }

    private static @Nullable Path shared() {
        String named = System.getProperty("liandong.shared", "");
        // An unset Maven property arrives as its own name.
        if (!named.isBlank() && !named.startsWith("${")) {
            return Path.of(named);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder == null ? null : folder.resolveSibling("shared");
    }
}
