using System.Globalization;
using System.Text.Json;
using FlextMonitor.Daemon.Meltano.Logs.Secrets;

namespace FlextMonitor.Daemon.Meltano.Runs;

/// <summary>Reads the bookmarks of a Singer state: how far each stream was read.</summary>
internal static class Bookmarks
{
    private const int MostStreams = 100;
    private const int ShortestTime = 10;

    /// <summary>
    /// Per stream <c>bookmark.NAME</c>, the value of its replication key, and where that is a time <c>bookmark_age.NAME</c>, its age in whole hours
    /// (an age that changes with every call would change the run with every call). Empty if there are none.
    /// </summary>
    /// <param name="json">The object <c>bookmarks</c> of the state, one property per stream; <c>null</c> if there is none.</param>
    /// <param name="mask">Hides the project's secrets.</param>
    /// <param name="now">The time from which the age is taken.</param>
    public static IReadOnlyDictionary<string, string> Read(string? json, SecretMask mask, DateTimeOffset now)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is null)
        {
            return metadata;
        }

        using var bookmarks = LenientJson.Parse(json);
        if (bookmarks is { RootElement.ValueKind: JsonValueKind.Object })
        {
            Add(metadata, bookmarks.RootElement, mask, now);
        }

        return metadata;
    }

    private static void Add(Dictionary<string, string> metadata, JsonElement bookmarks, SecretMask mask, DateTimeOffset now)
    {
        foreach (var stream in bookmarks.EnumerateObject().Take(MostStreams))
        {
            if (stream.Value.ValueKind != JsonValueKind.Object || !stream.Value.TryGetProperty("replication_key_value", out var value))
            {
                continue;
            }

            var text = value.ToString();
            metadata[$"bookmark.{stream.Name}"] = mask.Apply(text);
            if (value.ValueKind == JsonValueKind.String && text.Length >= ShortestTime
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                metadata[$"bookmark_age.{stream.Name}"] = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, Math.Floor((now - time).TotalHours))} h");
            }
        }
    }
}
