@NullMarked
package org.liandong.dutyguarantee;

import org.jspecify.annotations.NullMarked;
