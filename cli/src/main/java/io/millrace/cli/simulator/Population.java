package io.millrace.cli.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The customers of a world, each with the terminals within reach of home.
final class Population {
  private static final double SIDE = 100;
  private static final double REACH = 5;

  private Population() {}

  static List<Customer> of(CardWorld world, RandomGenerator random) {
    double[] x = random.doubles(world.terminals(), 0, SIDE).toArray();
    double[] y = random.doubles(world.terminals(), 0, SIDE).toArray();
    List<Customer> customers = new ArrayList<>(world.customers());
    for (int id = 0; id < world.customers(); id++) {
      double homeX = random.nextDouble(0, SIDE);
      double homeY = random.nextDouble(0, SIDE);
      int[] terminals =
          IntStream.range(0, world.terminals())
              .filter(t -> square(x[t] - homeX) + square(y[t] - homeY) < square(REACH))
              .toArray();
      customers.add(
          new Customer(id, random.nextDouble(5, 100), random.nextDouble(0, 4), terminals));
    }
    return customers;
  }

  private static double square(double number) {
    return number * number;
  }
}
