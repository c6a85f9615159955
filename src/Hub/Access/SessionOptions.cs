using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Access;

/// <summary>How long sessions last; the settings' section <c>Session</c>.</summary>
public sealed class SessionOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Session";

    /// <summary>The most sessions that one person can have; a further sign-in ends the oldest.</summary>
    public const int MostOfOnePerson = 20;

    /// <summary>
    /// How long a browser's session lasts if nobody uses it, 5 min to 366 days, because use is stored to the minute; default 8 h. An open connection to the hub alone is no use. Does not apply to services, whose
    /// connections are all that they use.
    /// </summary>
    [Description("time after which a browser's session ends if nobody uses it, 5 min to 366 days (08:00:00)")]
    public TimeSpan Idle { get; set; } = TimeSpan.FromHours(8);

    /// <summary>How long a session lasts after the sign-in, whatever happens, 1 min to 366 days; default 14 days. Exchanging a refresh token does not prolong it.</summary>
    [Description("longest time of a session, however much it is used, 1 min to 366 days (14.00:00:00)")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Names the key, its value and the allowed range, which data annotations would not.</summary>
    internal sealed class Validation : IValidateOptions<SessionOptions>
    {
        private static readonly TimeSpan LeastIdle = TimeSpan.FromMinutes(5);
        private static readonly TimeSpan LeastLongest = TimeSpan.FromMinutes(1);
        private static readonly TimeSpan Most = TimeSpan.FromDays(366);

        public ValidateOptionsResult Validate(string? name, SessionOptions options)
        {
            var failures = new[] { Range(nameof(Idle), options.Idle, LeastIdle, "08:00:00"), Range(nameof(Longest), options.Longest, LeastLongest, "14.00:00:00") }.OfType<string>().ToList();
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }

        private static string? Range(string key, TimeSpan value, TimeSpan least, string example) => value >= least && value <= Most
            ? null
            : $"{Section}:{key} is '{value}', but must be a time as d.hh:mm:ss, such as {example}, from {least} to {Most}";
    }
}
