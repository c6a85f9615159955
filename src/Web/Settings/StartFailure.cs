using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Settings;

/// <summary>Says in one line why the host cannot start, where whoever starts it can do something about it.</summary>
internal static class StartFailure
{
    private const string Time = " A time is written as hh:mm:ss, such as 00:00:05 for five seconds.";
    private const string Urls = "--urls (or ASPNETCORE_URLS) may hold http://host:port or https://host:port, several separated by semicolons";

    /// <summary>The line; null for a failure that only its stack explains.</summary>
    /// <param name="failure">Why it did not start.</param>
    /// <param name="urls">What the setting of the addresses holds.</param>
    public static string? Explain(Exception? failure, string? urls = null) => Text(failure, urls)?.ReplaceLineEndings(" ");

    private static string? Text(Exception? failure, string? urls) => failure switch
    {
        OptionsValidationException invalid => string.Join("; ", invalid.Failures),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join("; ", several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(invalid => invalid.Failures)),

        // What the binder throws for a value that is none of the key's type; it names the key and the value.
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } unreadable =>
            $"{unreadable.Message} {unreadable.InnerException!.Message}{(unreadable.Message.Contains(typeof(TimeSpan).FullName!, StringComparison.Ordinal) ? Time : "")}",

        IOException { InnerException: AddressInUseException } taken => $"{taken.Message} Stop what listens there, or choose another address with --urls.",
        SocketException refused => $"nothing can listen at '{urls}': {refused.Message}. {Urls}",
        FormatException { Message: var address } when address.StartsWith("Invalid url", StringComparison.Ordinal) => $"{address}. {Urls}",
        FormatException or InvalidDataException => failure.InnerException is { } cause ? $"{failure.Message} {cause.Message}" : failure.Message,

        // Kestrel's own words for https without, or with an unusable, certificate; they name the keys.
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } endpoint => endpoint.Message,
        CryptographicException => $"Kestrel:Certificates names a file that cannot be used: {failure.Message}",
        _ => null,
    };
}
