using Microsoft.Extensions.Options;

namespace FlextMonitor.Client;

/// <summary>Checks options; each failure names the option, what it is, and what is allowed.</summary>
internal sealed class MonitorClientOptionsCheck : IValidateOptions<MonitorClientOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, MonitorClientOptions options)
    {
        List<string> failures = [.. Failures(options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(MonitorClientOptions options)
    {
        if (options.Address is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return $"{nameof(options.Address)} is '{options.Address}', but must be an address such as https://monitor.example";
        }

        var ways = new[] { options.Token is not null, options.TokenSource is not null, options.Email is not null || options.Password is not null }.Count(isGiven => isGiven);
        if (ways != 1)
        {
            yield return $"{ways} of {nameof(options.Token)}, {nameof(options.TokenSource)} and {nameof(options.Email)} with {nameof(options.Password)} are given, but exactly one must be";
        }

        if (options.Email is null != options.Password is null)
        {
            yield return $"{(options.Email is null ? nameof(options.Email) : nameof(options.Password))} is missing beside the other";
        }

        if (options.FirstRetry <= TimeSpan.Zero || options.LongestRetry < options.FirstRetry || options.LongestRetry > Longest)
        {
            yield return $"{nameof(options.FirstRetry)} is {options.FirstRetry} and {nameof(options.LongestRetry)} {options.LongestRetry}, but the first must be more than zero, and the other no less and at most a day";
        }

        if (options.Timeout <= TimeSpan.Zero || options.Timeout > Longest)
        {
            yield return $"{nameof(options.Timeout)} is {options.Timeout}, but must be more than zero and at most a day";
        }

        if (options.Sources.Any(string.IsNullOrEmpty))
        {
            yield return $"{nameof(options.Sources)} holds an empty name";
        }
    }
}
