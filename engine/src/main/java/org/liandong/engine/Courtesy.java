package org.liandong.engine;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/// Lets a thread stand back when there are more threads than processors.
///
/// Everybody waits for the thread that commits. Were the processors shared equally, it would have to share them with decoders
/// that are ahead of it anyway. Java's own priorities do nothing on Linux.
final class Courtesy {

    /// A third of what others get.
    private static final int NICE = 5;

    private static final FunctionDescriptor ONE_NUMBER_TO_ANOTHER =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private Courtesy() {}

    /// The task, run by a thread that stands back; as it is on systems where that is not possible.
    static Runnable of(Runnable task) {
        // Elsewhere it would be the whole process that stands back.
        boolean perThread =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
        return perThread
                ? () -> {
                    standBack();
                    task.run();
                }
                : task;
    }

    // Restricted, because a wrong call of native code could crash the JVM; this is one number in
    // and one out.
    @SuppressWarnings("restricted")
    private static void standBack() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup()
                .find("nice")
                .map(address -> linker.downcallHandle(address, ONE_NUMBER_TO_ANOTHER))
                .ifPresent(Courtesy::call);
    }

    private static void call(MethodHandle nice) {
        try {
            // What it answers does not matter: at worst nothing has changed.
            int ignored = (int) nice.invokeExact(NICE);
        } catch (Throwable e) {
            throw new IllegalStateException("The system's own nice() has thrown.", e);
        }
    }
}
