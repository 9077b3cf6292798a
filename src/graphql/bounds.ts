/** How much an argument may ask for: rules for its class, which refuse it by its name and in words. */
import { ArrayMaxSize, Max, MaxLength, Min } from "class-validator";

/** Writes a number as descriptions and messages have it: `5,000`. */
export function sized(size: number): string {
  return size.toLocaleString("en");
}

/** Makes the rule that a number is one from `least` to `most`. */
export function Between(least: number, most: number): PropertyDecorator {
  return (target, field) => {
    const message = `${String(field)} must be ${sized(least)} to ${sized(most)}`;
    Min(least, { message })(target, String(field));
    Max(most, { message })(target, String(field));
  };
}

/** Makes the rule that a list holds no more than `most`, such as `100 organisations`. */
export function AtMost(most: number, things?: string): PropertyDecorator {
  return (target, field) => {
    const many = things === undefined ? sized(most) : `${sized(most)} ${things}`;
    ArrayMaxSize(most, { message: `${String(field)} must be ${many} at most` })(target, String(field));
  };
}

/** Makes the rule that a text is no longer than `most` characters. */
export function Characters(most: number): PropertyDecorator {
  return (target, field) => {
    MaxLength(most, { message: `${String(field)} must be ${sized(most)} characters at most` })(
      target,
      String(field),
    );
  };
}
