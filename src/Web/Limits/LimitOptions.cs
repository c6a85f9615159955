using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Limits;

/// <summary>How many connections the host takes; the settings' section <c>Limits</c>.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    private const int Most = 1_000_000;

    /// <summary>Connections in all, 1 to 1,000,000; default 10,000. Always kept below the descriptors that the process may open.</summary>
    [Description("connections in all, 1 to 1000000; kept below the process's limit of descriptors (10000)")]
    public int Connections { get; set; } = 10_000;

    /// <summary>Connections from one address, 1 to 1,000,000; default 1,000. Half of all at most where that is more than all, or the descriptors allow fewer than <see cref="Connections"/>. Does not apply to the proxies that the settings name; connections to the hub are counted by the caller's own address behind them.</summary>
    [Description("connections from one address, 1 to 1000000, and half of all where all are fewer, or the descriptors allow fewer than Connections; to the hub each caller's address behind known proxies counts (1000)")]
    public int ConnectionsPerAddress { get; set; } = 1_000;

    /// <summary>Connections to the hub of one session or service token, 1 to 1,000,000; default 100.</summary>
    [Description("connections to the hub of one session or service token, 1 to 1000000 (100)")]
    public int ConnectionsPerSession { get; set; } = 100;

    /// <summary>New connections to the hub in a second, 1 to 1,000,000; default 500. Twice as many may come at once.</summary>
    [Description("new connections to the hub in a second, 1 to 1000000 (500)")]
    public int ConnectsPerSecond { get; set; } = 500;

    internal sealed class Validation : IValidateOptions<LimitOptions>
    {
        public ValidateOptionsResult Validate(string? name, LimitOptions options)
        {
            (string Key, int Value)[] numbers =
            [
                (nameof(Connections), options.Connections), (nameof(ConnectionsPerAddress), options.ConnectionsPerAddress),
                (nameof(ConnectionsPerSession), options.ConnectionsPerSession), (nameof(ConnectsPerSecond), options.ConnectsPerSecond),
            ];
            var wrong = numbers.Where(number => number.Value is < 1 or > Most).Select(number => string.Create(
                CultureInfo.InvariantCulture, $"{Section}:{number.Key} is '{number.Value}', but must be a whole number from 1 to {Most}")).ToList();
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }
    }
}
