using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>The settings of stored channels, whose secrets are encrypted.</summary>
internal sealed class ChannelSettings(IDataProtectionProvider protection)
{
    private readonly IPersistedDataProtector _protector = (IPersistedDataProtector)protection.CreateProtector("FlextMonitor.AlertChannels");

    /// <summary>All settings of a channel, secrets in clear; null if its secrets cannot be decrypted, because their key is lost.</summary>
    public JsonObject? TryRead(ChannelRow row)
    {
        if (TryReadSecrets(row) is not { } secrets)
        {
            return null;
        }

        return Join(row.Settings, secrets);
    }

    /// <summary>The secrets of a channel; empty if it has none; null if they cannot be decrypted.</summary>
    public JsonObject? TryReadSecrets(ChannelRow row)
    {
        if (row.Secrets is not { } secrets)
        {
            return [];
        }

        try
        {
            // Keys expire, and what they have encrypted must stay readable.
            var bytes = _protector.DangerousUnprotect(Convert.FromBase64String(secrets), ignoreRevocationErrors: true, out _, out _);
            return JsonNode.Parse(bytes)!.AsObject();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Puts settings into a row, those that are secret encrypted.</summary>
    public void Write(ChannelRow row, JsonObject settings, IReadOnlySet<string> secretNames)
    {
        var (plain, secrets) = (new JsonObject(), new JsonObject());
        foreach (var (name, value) in settings)
        {
            (secretNames.Contains(name) ? secrets : plain)[name] = value?.DeepClone();
        }

        row.Settings = plain;
        row.Secrets = secrets.Count == 0 ? null : Convert.ToBase64String(_protector.Protect(System.Text.Encoding.UTF8.GetBytes(secrets.ToJsonString())));
    }

    /// <summary>New settings with those secrets that they leave out; a secret that is null is taken away.</summary>
    public static JsonObject Complete(JsonObject settings, JsonObject storedSecrets)
    {
        var complete = Join(storedSecrets, settings);
        foreach (var name in settings.Where(setting => setting.Value is null).Select(setting => setting.Key).ToList())
        {
            complete.Remove(name);
        }

        return complete;
    }

    private static JsonObject Join(JsonObject one, JsonObject other)
    {
        var joined = one.DeepClone().AsObject();
        foreach (var (name, value) in other)
        {
            joined[name] = value?.DeepClone();
        }

        return joined;
    }
}
