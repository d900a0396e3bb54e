/// Made-up days of banks that lend on receipts, and the register of movable property.
@NullMarked
package org.liandong.pledgefinance.simulator;

import org.jspecify.annotations.NullMarked;
