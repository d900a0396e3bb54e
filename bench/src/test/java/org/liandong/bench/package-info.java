@NullMarked
package org.liandong.bench;

import org.jspecify.annotations.NullMarked;
