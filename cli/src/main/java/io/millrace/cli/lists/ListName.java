package io.millrace.cli.lists;

import io.millrace.contracts.ListItem;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The name of a list, as the command line takes it.
record ListName(String text) {

  static final class Converter implements ITypeConverter<ListName> {

    @Override
    public ListName convert(String text) {
      if (!ListItem.isName(text)) {
        throw new TypeConversionException(
            "'%s' is no name of a list: use lower-case letters, digits and hyphens, e.g. blocked-cards"
                .formatted(text));
      }
      return new ListName(text);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
