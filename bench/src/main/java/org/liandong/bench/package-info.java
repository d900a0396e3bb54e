/// Measurements, run by command, never as tests.
@NullMarked
package org.liandong.bench;

import org.jspecify.annotations.NullMarked;
