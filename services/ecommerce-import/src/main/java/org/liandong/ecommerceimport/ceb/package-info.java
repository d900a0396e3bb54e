/// Reads, writes, signs and verifies the CEB messages of Chinese customs: orders, payments, waybills, lists, their receipts
/// and tax bills (interface specification of the unified platform for cross-border e-commerce, import part, edition 202205).
///
/// [CebReader][org.liandong.ecommerceimport.ceb.CebReader] is lenient with what others send and precise about what is wrong;
/// [CebWriter][org.liandong.ecommerceimport.ceb.CebWriter] is strict, its messages are valid for the official schema.
@NullMarked
package org.liandong.ecommerceimport.ceb;

import org.jspecify.annotations.NullMarked;
