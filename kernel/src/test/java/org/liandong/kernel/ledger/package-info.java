/// Examples, properties and invariants of the ledger.
@NullMarked
package org.liandong.kernel.ledger;

import org.jspecify.annotations.NullMarked;
