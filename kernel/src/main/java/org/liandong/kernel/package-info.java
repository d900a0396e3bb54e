/// The six words: fact, case, book, clock, decision, trail. Pure Java: no I/O, time, threads or chance.
@NullMarked
package org.liandong.kernel;

import org.jspecify.annotations.NullMarked;
