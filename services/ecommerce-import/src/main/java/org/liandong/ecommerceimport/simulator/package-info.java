/// Made-up days of retail imports: orders, payments, waybills, lists and what follows them, with errors at stated rates. The same
/// seed gives the same bytes. Nobody in it exists: persons, firms and numbers come from the random stream.
@NullMarked
package org.liandong.ecommerceimport.simulator;

import org.jspecify.annotations.NullMarked;
