package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Commands by chance from a seed: mostly sensible, some wrong in each way, some sent before.
final class RandomCommands {

    private static final BigInteger HUGE = BigInteger.TEN.pow(36);

    final Random random;
    Instant now = Desk.noon(LocalDate.parse("2026-03-10"));
    private final List<Command> sent = new ArrayList<>();
    private final List<String> yuan = new ArrayList<>(List.of("w", "a", "b", "c", "d", "e", "f"));
    private int keys;
    private int holds;

    RandomCommands(long seed) {
        random = new Random(seed);
    }

    /// The accounts every run begins with: boundaries, plain ones, one with a ceiling, two judged on every date.
    List<Command.Single> ground() {
        return List.of(
                Command.OpenAccount.boundary(key(), "w", "CNY"),
                Command.OpenAccount.boundary(key(), "big/w", "CNY"),
                Command.OpenAccount.of(key(), "big/a", "CNY"),
                Command.OpenAccount.of(key(), "a", "CNY"),
                Command.OpenAccount.of(key(), "b", "CNY"),
                Command.OpenAccount.of(key(), "c", "CNY"),
                open("d", "CNY", BigDecimal.ZERO, new BigDecimal("60"), AsOf.CURRENT),
                open("e", "CNY", BigDecimal.ZERO, null, AsOf.EVERY_DATE),
                open("f", "CNY", new BigDecimal("-15.5"), new BigDecimal("90.00"), AsOf.EVERY_DATE),
                Command.OpenAccount.boundary(key(), "t", "T.ALUMINIUM"),
                Command.OpenAccount.of(key(), "u", "T.ALUMINIUM"));
    }

    private Command.OpenAccount open(
            String name,
            String asset,
            BigDecimal floor,
            @org.jspecify.annotations.Nullable BigDecimal ceiling,
            AsOf asOf) {
        return new Command.OpenAccount(key(), name, asset, floor, ceiling, asOf);
    }

    /// The next command; time moves on before it, or a little back.
    Command next(long lastSeq) {
        now = now.plusSeconds(chance(5) ? -random.nextInt(7200) : random.nextInt(6 * 3600));
        Command command;
        if (chance(7) && !sent.isEmpty()) {
            command = sent.get(random.nextInt(sent.size()));
        } else if (chance(6)) {
            var members = new ArrayList<Command.Single>();
            for (int i = random.nextInt(5); i > 0; i--) {
                members.add(single(lastSeq));
            }
            var mode = chance(60) ? Command.Batch.Mode.ATOMIC : Command.Batch.Mode.EACH;
            command = new Command.Batch(key(), mode, members);
            sent.addAll(members);
        } else {
            command = single(lastSeq);
        }
        sent.add(command);
        return command;
    }

    Command.Single single(long lastSeq) {
        int kind = random.nextInt(100);
        if (kind < 42) {
            var legs = new ArrayList<Leg>();
            for (int i = chance(70) ? 1 : random.nextInt(5); i > 0; i--) {
                legs.add(leg());
            }
            Command.Post post = Command.Post.of(key(), day(), why(), legs.toArray(Leg[]::new));
            post = chance(5) ? post.expecting(Map.of(account(), (long) random.nextInt(12))) : post;
            return chance(3) ? post.correcting(random.nextInt(20)) : post;
        } else if (kind < 60) {
            String id = chance(95) ? "h" + holds++ : hold();
            Instant expiresAt =
                    chance(40) ? null : now.plusSeconds(random.nextInt(3 * 86_400) - 3_600L);
            return new Command.PlaceHold(key(), id, leg(), day(), expiresAt, why());
        } else if (kind < 70) {
            return new Command.Capture(key(), hold(), chance(50) ? null : amount(2), day(), why());
        } else if (kind < 77) {
            return new Command.Release(key(), hold(), chance(50) ? null : amount(2), why());
        } else if (kind < 86) {
            return new Command.Reverse(key(), 1 + random.nextInt((int) lastSeq + 2), day(), why());
        } else if (kind < 88) {
            return new Command.Freeze(key(), account(), "order");
        } else if (kind < 92) {
            return new Command.Unfreeze(key(), account(), "order");
        } else if (kind < 95) {
            String account = chance(50) ? "f" : List.of("d", "a", "nobody").get(random.nextInt(3));
            return new Command.ChangeBounds(
                    key(),
                    account,
                    new BigDecimal(random.nextInt(40) - 25),
                    chance(50) ? null : new BigDecimal(random.nextInt(120)));
        } else if (kind < 97) {
            String name = "n" + random.nextInt(6);
            if (!yuan.contains(name)) {
                yuan.add(name);
            }
            return open(
                    name,
                    chance(95) ? "CNY" : "XYZ",
                    BigDecimal.ZERO,
                    null,
                    chance(50) ? AsOf.CURRENT : AsOf.EVERY_DATE);
        } else if (kind < 98) {
            return new Command.Close(key(), "n" + random.nextInt(6));
        }
        return new Command.LockPeriod(key(), today().minusDays(random.nextInt(12) - 1));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    LocalDate today() {
        return LocalDate.ofInstant(now, Desk.SHANGHAI);
    }

    String key() {
        return chance(2) && keys > 0 ? "k" + random.nextInt(keys) : "k" + keys++;
    }

    private LocalDate day() {
        return chance(60) ? today() : today().minusDays(random.nextInt(8) - 1);
    }

    private static final Reference NO_DECISION = Reference.of("case", "", "reason");

    private Reference why() {
        return chance(1) ? NO_DECISION : Desk.WHY;
    }

    private String account() {
        return chance(1) ? "nobody" : yuan.get(random.nextInt(yuan.size()));
    }

    private String hold() {
        return "h" + (holds == 0 ? 0 : Math.max(0, holds - 1 - random.nextInt(8)));
    }

    private Leg leg() {
        if (chance(2)) {
            return new Leg(
                    "big/w",
                    "big/a",
                    new BigDecimal(HUGE.subtract(BigInteger.valueOf(random.nextInt(3) - 1)), 0));
        }
        if (chance(3)) {
            BigInteger digits =
                    HUGE.multiply(BigInteger.valueOf(random.nextInt(100))).add(BigInteger.TWO);
            return chance(50)
                    ? new Leg("big/w", "big/a", new BigDecimal(digits, 2))
                    : new Leg("big/a", "big/w", new BigDecimal(digits, 2));
        }
        if (chance(6)) {
            return chance(60)
                    ? new Leg("t", "u", amount(3))
                    : new Leg("u", chance(90) ? "t" : "a", amount(3));
        }
        // Value has to enter before it can go round.
        return new Leg(chance(30) ? "w" : account(), account(), amount(2));
    }

    private BigDecimal amount(int scale) {
        if (chance(2)) {
            return BigDecimal.valueOf(random.nextInt(3) - 1L, scale + random.nextInt(2));
        }
        return BigDecimal.valueOf(1 + random.nextInt(chance(50) ? 500 : 4000), scale);
    }
}
