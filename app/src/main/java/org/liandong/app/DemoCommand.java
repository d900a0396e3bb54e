package org.liandong.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Not there yet.
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw Fault.outside("demo is not there yet.");
    }
}
