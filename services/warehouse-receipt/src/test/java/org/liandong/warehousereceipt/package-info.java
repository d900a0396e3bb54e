@NullMarked
package org.liandong.warehousereceipt;

import org.jspecify.annotations.NullMarked;
