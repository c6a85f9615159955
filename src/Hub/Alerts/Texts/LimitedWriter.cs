using System.Globalization;

namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>Takes a text of limited length.</summary>
/// <param name="longest">The most characters; one more throws <see cref="TemplateLimitException"/>.</param>
internal sealed class LimitedWriter(int longest) : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        Expect(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Expect(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Expect(buffer.Length);
        base.Write(buffer);
    }

    public override void Write(string? value)
    {
        Expect(value?.Length ?? 0);
        base.Write(value);
    }

    private void Expect(int count)
    {
        if (GetStringBuilder().Length + count > longest)
        {
            throw new TemplateLimitException($"its text has more than {longest} characters");
        }
    }
}
