using FlextMonitor.Hub.Alerts.Channels;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Alerts;

/// <summary>Checks the settings of alerts.</summary>
internal sealed class AlertOptionsValidation : IValidateOptions<AlertOptions>
{
    public ValidateOptionsResult Validate(string? name, AlertOptions options) => string.IsNullOrEmpty(options.HeartbeatUrl) || TargetUrl.TryRead(options.HeartbeatUrl, out _)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{AlertOptions.Section}:{nameof(AlertOptions.HeartbeatUrl)} {TargetUrl.Allowed}");
}
