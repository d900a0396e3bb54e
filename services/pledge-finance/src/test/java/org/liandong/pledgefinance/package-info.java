@NullMarked
package org.liandong.pledgefinance;

import org.jspecify.annotations.NullMarked;
