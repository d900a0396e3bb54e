/// Electronic warehouse receipts: lots that are weighed in, receipts issued on them, what their holders do with them, and counts of the
/// yard. Quantities are in the ledger, so that no kilogram is in two receipts, pledged twice, or delivered while it is pledged.
@NullMarked
package org.liandong.warehousereceipt;

import org.jspecify.annotations.NullMarked;
