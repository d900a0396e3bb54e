package org.liandong.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Not there yet.
@Command(name = "verify")
final class VerifyCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw Fault.outside("verify is not there yet.");
    }
}
