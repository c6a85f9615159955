using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon;

/// <summary>Says in one line why a daemon cannot start, where whoever starts it can do something about it.</summary>
internal static class StartFailure
{
    /// <summary>The line; null for a failure that only its stack explains.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        OptionsValidationException invalid => invalid.Message,
        AggregateException several when several.InnerExceptions.All(one => one is OptionsValidationException) =>
            string.Join("; ", several.InnerExceptions.Select(one => one.Message)),

        // What the binder throws for a value that is none of the key's type; it names the key and the value.
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } unreadable =>
            unreadable.Message.Contains(typeof(TimeSpan).FullName!, StringComparison.Ordinal)
                ? $"{unreadable.Message} A time is written as hh:mm:ss, such as 00:00:05 for five seconds."
                : unreadable.Message,

        IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Stop what listens there, or choose another address with --urls.",
        FormatException address when address.Message.StartsWith("Invalid url", StringComparison.Ordinal) =>
            $"{address.Message}; --urls may hold http://host:port, several separated by semicolons",
        _ => null,
    };
}
