@NullMarked
package org.liandong.engine;

import org.jspecify.annotations.NullMarked;
