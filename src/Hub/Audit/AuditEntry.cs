using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FlextMonitor.Hub.Audit;

/// <summary>One row of the trail. Its hash covers all of it and the hash of the row before, so that a row cannot be changed or taken out unnoticed.</summary>
internal sealed class AuditEntry
{
    /// <summary>The length of a hash, in hexadecimal characters.</summary>
    public const int HashLength = 64;

    /// <summary>The length of <see cref="Id"/>, in hexadecimal characters.</summary>
    public const int IdLength = 32;

    /// <summary>The longest name, id, subject and address, in characters. Longer ones are cut.</summary>
    public const int LongestName = 256;

    /// <summary>The longest text before or after a change, in characters. Longer ones are cut.</summary>
    public const int LongestText = 16 * 1024;

    /// <summary>1 for the first row, then one more for each.</summary>
    public required long Number { get; init; }

    /// <inheritdoc cref="RecordedEvent.Id"/>
    public required string Id { get; init; }

    /// <summary>When it happened, in milliseconds since 1970 (UTC). A number, so that a row can be checked that holds no time any more.</summary>
    public required long At { get; init; }

    /// <inheritdoc cref="AuditEvent.What"/>
    public required string What { get; init; }

    /// <summary>What came of it, as <see cref="NameOf"/> writes it. A text, so that a row can be checked that holds something else.</summary>
    public required string Outcome { get; init; }

    /// <inheritdoc cref="AuditEvent.Who"/>
    public string? Who { get; init; }

    /// <inheritdoc cref="AuditEvent.WhoId"/>
    public string? WhoId { get; init; }

    /// <inheritdoc cref="AuditEvent.Subject"/>
    public string? Subject { get; init; }

    /// <inheritdoc cref="AuditEvent.SubjectId"/>
    public string? SubjectId { get; init; }

    /// <inheritdoc cref="AuditEvent.Before"/>
    public string? Before { get; init; }

    /// <inheritdoc cref="AuditEvent.After"/>
    public string? After { get; init; }

    /// <inheritdoc cref="AuditEvent.Address"/>
    public string? Address { get; init; }

    /// <summary>The hash of the row before, in hexadecimal.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 of everything else, in hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The row for something that happened.</summary>
    public static AuditEntry Of(long number, RecordedEvent recorded, string previousHash)
    {
        var happened = recorded.Happened;
        var entry = new AuditEntry
        {
            Number = number,
            Id = recorded.Id,
            At = recorded.At.ToUnixTimeMilliseconds(),
            What = Storable(happened.What, LongestName)!,
            Outcome = NameOf(happened.Outcome),
            Who = Storable(happened.Who, LongestName),
            WhoId = Storable(happened.WhoId, LongestName),
            Subject = Storable(happened.Subject, LongestName),
            SubjectId = Storable(happened.SubjectId, LongestName),
            Before = StorableJson(happened.Before),
            After = StorableJson(happened.After),
            Address = Storable(happened.Address, LongestName),
            PreviousHash = previousHash,
        };
        entry.Hash = entry.ComputeHash();
        return entry;
    }

    /// <summary>An outcome as it is stored, such as <c>done</c>.</summary>
    public static string NameOf(AuditOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>What <see cref="Hash"/> must be: of a JSON array, so that no two rows read the same.</summary>
    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        (object?[])[Number, Id, At, What, Outcome, Who, WhoId, Subject, SubjectId, Before, After, Address, PreviousHash]))));

    // It stays JSON: what is too long becomes a text that is cut. A character may need six in it.
    private static string? StorableJson(string? json) =>
        json is null || json.Length <= LongestText ? json : JsonSerializer.Serialize(Storable(json, LongestText / 8), JsonSerializerOptions.Web);

    // PostgreSQL stores no NUL, and neither provider returns half a surrogate pair as it was.
    private static string? Storable(string? text, int longest)
    {
        if (text is null)
        {
            return null;
        }

        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
        if (whole.Length <= longest)
        {
            return whole;
        }

        var length = char.IsHighSurrogate(whole[longest - 2]) ? longest - 2 : longest - 1;
        return $"{whole[..length]}…";
    }
}
