@NullMarked
package org.liandong.warehousereceipt.simulator;

import org.jspecify.annotations.NullMarked;
