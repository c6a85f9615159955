using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Audit;

/// <summary>How long the audit trail is kept; the settings' section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>The settings' section.</summary>
    public const string Section = "Audit";

    /// <summary>How long an entry is kept, 30 days to 3,660 days; default 400 days. Older ones are deleted once a day.</summary>
    [Description("how long entries of the audit trail are kept, 30 to 3,660 days (400.00:00:00)")]
    public TimeSpan Kept { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Names the key, its value and the allowed range, which data annotations would not.</summary>
    internal sealed class Validation : IValidateOptions<AuditOptions>
    {
        /// <summary>The database itself refuses to delete what is younger (<see cref="Migrations.AuditTriggers"/>).</summary>
        public static readonly TimeSpan Least = TimeSpan.FromDays(30);

        private static readonly TimeSpan Most = TimeSpan.FromDays(3660);

        public ValidateOptionsResult Validate(string? name, AuditOptions options) => options.Kept >= Least && options.Kept <= Most
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{Section}:{nameof(Kept)} is '{options.Kept}', but must be a time as d.hh:mm:ss, such as 400.00:00:00, from {Least} to {Most}");
    }
}
