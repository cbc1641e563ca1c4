package io.millrace.features;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A sum of doubles, or of their squares, without any rounding until it is asked for.
///
/// A fixed-point number wide enough for every square of a double, held in 64-bit limbs that each
/// stand for 32 bits, so that carries can wait: the small superaccumulator of Radford M. Neal,
/// "Fast exact summation using small and large superaccumulators" (2015, arXiv:1505.05571), after
/// Kulisch's long accumulator. Invariant: the value depends on what was added, never on its order.
final class ExactSum {
  private static final int LIMB_BITS = 32;
  private static final long LIMB_MASK = 0xFFFF_FFFFL;
  private static final int LOWEST_EXPONENT = 2 * (Double.MIN_EXPONENT - 52);
  private static final int LIMBS =
      (2 * (Double.MAX_EXPONENT + 1) - LOWEST_EXPONENT) / LIMB_BITS + 4;

  /// The longest sum that [#write(ByteBuffer)] writes.
  static final int MAX_BYTES = Short.BYTES + 1 + LIMBS * Integer.BYTES + Long.BYTES;

  private static final int ADDS_WITHOUT_CARRY = 1 << 28;

  private final long[] limbs = new long[LIMBS];
  private int lowest = LIMBS;
  private int highest = -1;
  private int adds;

  void clear() {
    if (highest >= 0) {
      Arrays.fill(limbs, lowest, highest + 1, 0);
    }
    lowest = LIMBS;
    highest = -1;
    adds = 0;
  }

  /// Adds a finite number.
  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    addBits(significand(bits), exponent(bits) - LOWEST_EXPONENT, bits >> 63);
  }

  /// Adds the square of a finite number.
  void addSquare(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long significand = significand(bits);
    int shift = 2 * exponent(bits) - LOWEST_EXPONENT;
    addBits(significand * significand, shift, 0);
    addBits(Math.multiplyHigh(significand, significand), shift + Long.SIZE, 0);
  }

  /// Adds another sum, which was written.
  void merge(ByteBuffer in) {
    int limb = in.getShort();
    int count = in.get() & 0xFF;
    if (count == 0) {
      return;
    }
    lowest = Math.min(lowest, limb);
    highest = Math.max(highest, limb + count - 1);
    for (int left = count; left > 1; left--) {
      limbs[limb++] += in.getInt() & LIMB_MASK;
    }
    limbs[limb] += in.getLong();
    if (++adds == ADDS_WITHOUT_CARRY) {
      carry();
    }
  }

  /// Passes over a sum that was written.
  static void skip(ByteBuffer in) {
    in.getShort();
    int count = in.get() & 0xFF;
    if (count > 0) {
      in.position(in.position() + (count - 1) * Integer.BYTES + Long.BYTES);
    }
  }

  /// Writes the sum: the number of its lowest limb, how many limbs there are, and the limbs, the
  /// highest with its sign in eight bytes, the others in four. Zeros at either end are left out.
  void write(ByteBuffer out) {
    carry();
    int from = lowest;
    int to = highest;
    while (to >= from && limbs[to] == 0) {
      to--;
    }
    while (from < to && limbs[from] == 0) {
      from++;
    }
    out.putShort((short) from).put((byte) Math.max(0, to - from + 1));
    for (int limb = from; limb < to; limb++) {
      out.putInt((int) limbs[limb]);
    }
    if (from <= to) {
      out.putLong(limbs[to]);
    }
  }

  /// The sum of values, rounded once to the nearest double, ties to even; beyond the doubles it is
  /// infinite.
  double rounded() {
    return rounded(0);
  }

  /// The sum of `count` values, rounded once, divided by `count`.
  double mean(long count) {
    double mean = rounded(0) / count;
    return Double.isInfinite(mean) ? Math.scalb(rounded(Long.SIZE) / count, Long.SIZE) : mean;
  }

  /// The deviation of the population of `count` values from their mean: the square root of `count *
  /// squares - values²`, which is exact and then rounded once, divided by `count`.
  static double standardDeviation(ExactSum values, ExactSum squares, long count) {
    BigInteger sum = values.significand();
    BigInteger square = sum.multiply(sum);
    BigInteger product = squares.significand().multiply(BigInteger.valueOf(count));
    int squareExponent = 2 * values.exponent();
    int productExponent = squares.exponent();
    int exponent = Math.min(squareExponent, productExponent);
    BigInteger difference =
        product
            .shiftLeft(productExponent - exponent)
            .subtract(square.shiftLeft(squareExponent - exponent));
    return difference.signum() == 0 ? 0 : rootedShare(difference, exponent, count);
  }

  /// The square root of `significand * 2^exponent`, rounded once before it, divided by `count`.
  private static double rootedShare(BigInteger significand, int exponent, long count) {
    int excess = Math.max(0, significand.bitLength() - (Long.SIZE - 2));
    int dropped = excess + (excess & 1);
    long head = significand.shiftRight(dropped).longValue();
    if (significand.getLowestSetBit() < dropped) {
      head |= 1;
    }
    return Math.scalb(Math.sqrt((double) head) / count, (exponent + dropped) / 2);
  }

  /// What the limbs in use say as a whole number; an even exponent goes with it.
  private BigInteger significand() {
    carry();
    BigInteger significand = BigInteger.ZERO;
    for (int limb = highest; limb >= lowest; limb--) {
      significand = significand.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(limbs[limb]));
    }
    return significand;
  }

  private int exponent() {
    return highest < 0 ? 0 : lowest * LIMB_BITS + LOWEST_EXPONENT;
  }

  private static long significand(long bits) {
    long fraction = bits & ((1L << 52) - 1);
    return (bits & Long.MAX_VALUE) >>> 52 == 0 ? fraction : fraction | 1L << 52;
  }

  private static int exponent(long bits) {
    int biased = (int) ((bits & Long.MAX_VALUE) >>> 52);
    return Math.max(biased, 1) - 1 + Double.MIN_EXPONENT - 52;
  }

  /// Adds `bits * 2^shift`, negated where `sign` is -1 and not 0.
  private void addBits(long bits, int shift, long sign) {
    int limb = shift / LIMB_BITS;
    int within = shift % LIMB_BITS;
    long low = bits << within;
    long high = bits >>> 1 >>> (Long.SIZE - 1 - within);
    limbs[limb] += ((low & LIMB_MASK) ^ sign) - sign;
    limbs[limb + 1] += ((low >>> LIMB_BITS) ^ sign) - sign;
    limbs[limb + 2] += (high ^ sign) - sign;
    lowest = Math.min(lowest, limb);
    highest = Math.max(highest, limb + 2);
    if (++adds == ADDS_WITHOUT_CARRY) {
      carry();
    }
  }

  /// Leaves 32 bits in every limb but the highest, which keeps the sign.
  private void carry() {
    adds = 1;
    for (int limb = lowest; limb <= highest; limb++) {
      long over = limbs[limb] >> LIMB_BITS;
      if (limb == highest) {
        if (over == 0 || over == -1) {
          return;
        }
        highest++;
      }
      limbs[limb] &= LIMB_MASK;
      limbs[limb + 1] += over;
    }
  }

  /// The sum times `2^-scale`, rounded once.
  private double rounded(int scale) {
    carry();
    int top = highest;
    while (top >= lowest && limbs[top] == 0) {
      top--;
    }
    if (top < lowest) {
      return 0;
    }
    if (limbs[top] > 0) {
      return magnitude(top, scale);
    }
    negate();
    double rounded = -rounded(scale);
    negate();
    return rounded;
  }

  private void negate() {
    for (int limb = lowest; limb <= highest; limb++) {
      limbs[limb] = -limbs[limb];
    }
  }

  /// Rounds 63 leading bits, the last of which says whether anything follows them.
  private double magnitude(int top, int scale) {
    int lead = Long.numberOfLeadingZeros(limbs[top]) - LIMB_BITS;
    long third = limbs[top - 2] << lead;
    long head = (limbs[top] << LIMB_BITS | limbs[top - 1]) << lead | third >>> LIMB_BITS;
    boolean more = (third & LIMB_MASK) != 0;
    for (int limb = lowest; limb < top - 2 && !more; limb++) {
      more = limbs[limb] != 0;
    }
    long bits = head >>> 1 | (head & 1) | (more ? 1 : 0);
    int exponent = (top - 1) * LIMB_BITS + LOWEST_EXPONENT - lead + 1;
    return Math.scalb((double) bits, exponent - scale);
  }
}
