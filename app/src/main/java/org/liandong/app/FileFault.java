package org.liandong.app;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Why a file or folder could not be used, in words.
final class FileFault {

    private FileFault() {}

    /// With the name of the file, if the exception knows it.
    static String inWords(Exception e, Texts texts) {
        String file = e instanceof FileSystemException of ? of.getFile() : null;
        return file == null ? reason(e, texts) : file + ": " + reason(e, texts);
    }

    /// Without the name of the file.
    static String reason(Exception e, Texts texts) {
        return switch (e) {
            case NoSuchFileException _ -> texts.get("file.missing");
            case AccessDeniedException _ -> texts.get("file.denied");
            case FileAlreadyExistsException _, NotDirectoryException _ ->
                    texts.get("file.nofolder");
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
