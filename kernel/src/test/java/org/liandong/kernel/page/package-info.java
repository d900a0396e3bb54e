@NullMarked
package org.liandong.kernel.page;

import org.jspecify.annotations.NullMarked;
