/// Cross-border e-commerce retail import: order, payment, waybill and list are linked, compared, taxed, held against the
/// buyer's allowance and the guarantee, released, and followed until the tax is paid or the goods are back.
@NullMarked
package org.liandong.ecommerceimport;

import org.jspecify.annotations.NullMarked;
