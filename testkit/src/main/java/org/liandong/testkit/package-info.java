/// What tests of services need: an engine in memory, times, and facts by a few words.
@NullMarked
package org.liandong.testkit;

import org.jspecify.annotations.NullMarked;
