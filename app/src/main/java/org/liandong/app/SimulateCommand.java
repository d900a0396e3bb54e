package org.liandong.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Not there yet.
@Command(name = "simulate")
final class SimulateCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw Fault.outside("simulate is not there yet.");
    }
}
