/// The engine for one machine: decode in parallel, one writer, one transaction a batch, acknowledgement after commit.
@NullMarked
package org.liandong.engine;

import org.jspecify.annotations.NullMarked;
