/// The command line: finds the services, wires them to an engine and a store, and shows what is there.
@NullMarked
package org.liandong.app;

import org.jspecify.annotations.NullMarked;
