/// Made-up days of a yard, with errors at stated rates.
@NullMarked
package org.liandong.warehousereceipt.simulator;

import org.jspecify.annotations.NullMarked;
