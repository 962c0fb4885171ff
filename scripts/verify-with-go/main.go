// Verifies what /log serves with the tree and the notes of Go's checksum database, which we did not write:
// golang.org/x/mod/sumdb/tlog and note.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

var dir string

func must(err error, doing string, args ...interface{}) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", fmt.Sprintf(doing, args...), err)
		os.Exit(1)
	}
}

func check(ok bool, what string, args ...interface{}) {
	if !ok {
		must(fmt.Errorf("does not hold"), what, args...)
	}
}

func read(path string) []byte {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
	must(err, "reading")
	return data
}

// path is that of C2SP tlog-tiles, which leaves out the height of Go's.
func path(t tlog.Tile) string {
	return strings.Replace(t.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
}

// tree opens a checkpoint with Go's note.Open.
func tree(signed []byte, verifiers note.Verifiers, origin string) tlog.Tree {
	n, err := note.Open(signed, verifiers)
	must(err, "opening a checkpoint")
	lines := strings.Split(n.Text, "\n")
	check(len(lines) == 4 && lines[0] == origin && lines[3] == "", "a checkpoint has three lines")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "the size of a checkpoint")
	root, err := tlog.ParseHash(lines[2])
	must(err, "the root of a checkpoint")
	return tlog.Tree{N: size, Hash: root}
}

func hashes(lines []string) []tlog.Hash {
	var list []tlog.Hash
	for _, line := range lines {
		h, err := tlog.ParseHash(line)
		must(err, "a hash of a proof")
		list = append(list, h)
	}
	return list
}

func entries(size int64) [][]byte {
	var all [][]byte
	for n := int64(0); n*256 < size; n++ {
		t := tlog.Tile{H: height, L: -1, N: n, W: 256}
		if size-n*256 < 256 {
			t.W = int(size - n*256)
		}
		// Level -1 is Go's "data".
		bundle := read(strings.Replace(path(t), "tile/data/", "tile/entries/", 1))
		for len(bundle) > 0 {
			length := int(binary.BigEndian.Uint16(bundle))
			all = append(all, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
	}
	return all
}

// tiles gives Go our tiles; for a tree that was never signed none is asked for.
type tiles struct{}

func (tiles) Height() int                                { return height }
func (tiles) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, t := range wanted {
		data = append(data, read(path(t)))
	}
	return data, nil
}

func main() {
	dir = os.Args[1]
	vkey := strings.TrimSpace(string(read("vkey")))
	verifier, err := note.NewVerifier(vkey)
	must(err, "the verifier key")
	verifiers := note.VerifierList(verifier)

	newest := tree(read("checkpoint"), verifiers, verifier.Name())
	names, err := filepath.Glob(filepath.Join(dir, "checkpoints", "*"))
	must(err, "listing checkpoints")
	var trees []tlog.Tree
	for _, name := range names {
		t := tree(read("checkpoints/"+filepath.Base(name)), verifiers, verifier.Name())
		check(filepath.Base(name) == strconv.FormatInt(t.N, 10), "the name of checkpoint %s", name)
		trees = append(trees, t)
	}
	sort.Slice(trees, func(i, j int) bool { return trees[i].N < trees[j].N })
	check(len(trees) > 1 && trees[len(trees)-1] == newest, "the newest checkpoint is the last one")

	// Go's own tree over our entries.
	all := entries(newest.N)
	check(int64(len(all)) == newest.N, "there are as many entries as the checkpoint says")
	var stored []tlog.Hash
	memory := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var list []tlog.Hash
		for _, index := range indexes {
			list = append(list, stored[index])
		}
		return list, nil
	})
	for n, entry := range all {
		more, err := tlog.StoredHashes(int64(n), entry, memory)
		must(err, "hashing entry %d", n)
		stored = append(stored, more...)
	}
	count := 0
	for _, t := range trees {
		root, err := tlog.TreeHash(t.N, memory)
		must(err, "the root of %d", t.N)
		check(root == t.Hash, "the checkpoint of %d is over these entries", t.N)
		for _, tile := range tlog.NewTiles(height, 0, t.N) {
			// NewTiles lists a partial tile in every width up to its own; tlog-tiles has it in that one only.
			if tile.W < 256 && int64(tile.W) != t.N>>uint(height*tile.L)-tile.N<<height {
				continue
			}
			data, err := tlog.ReadTileData(tile, memory)
			must(err, "tile %s", tile.Path())
			check(bytes.Equal(data, read(path(tile))), "tile %s of the tree of %d", tile.Path(), t.N)
			count++
		}
	}
	fmt.Printf("%d checkpoints signed, %d tiles equal\n", len(trees), count)

	for n, entry := range all {
		proof, err := tlog.ProveRecord(newest.N, int64(n), memory)
		must(err, "proving entry %d", n)
		must(tlog.CheckRecord(proof, newest.N, newest.Hash, int64(n), tlog.RecordHash(entry)), "entry %d", n)
	}
	// From our tiles alone, which Go authenticates against the checkpoint.
	fromTiles := tlog.TileHashReader(newest, tiles{})
	for n := int64(0); n < newest.N; n += 1009 {
		proof, err := tlog.ProveRecord(newest.N, n, fromTiles)
		must(err, "proving entry %d from tiles", n)
		must(tlog.CheckRecord(proof, newest.N, newest.Hash, n, tlog.RecordHash(all[n])), "entry %d from tiles", n)
	}
	fmt.Printf("%d entries included\n", len(all))

	names, err = filepath.Glob(filepath.Join(dir, "proofs", "*"))
	must(err, "listing proofs")
	for _, name := range names {
		text := string(read("proofs/" + filepath.Base(name)))
		parts := strings.SplitN(text, "\n\n", 2)
		lines := strings.Split(parts[0], "\n")
		check(lines[0] == "c2sp.org/tlog-proof@v1" && strings.HasPrefix(lines[1], "index "), "the form of proof %s", name)
		n, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
		must(err, "the index of proof %s", name)
		t := tree([]byte(parts[1]), verifiers, verifier.Name())
		must(tlog.CheckRecord(hashes(lines[2:]), t.N, t.Hash, n, tlog.RecordHash(all[n])), "our proof of entry %d", n)
	}
	pairs := 0
	for i, older := range trees {
		for _, newer := range trees[i+1:] {
			lines := strings.Fields(string(read(fmt.Sprintf("consistency/%d-%d", older.N, newer.N))))
			must(tlog.CheckTree(hashes(lines), newer.N, newer.Hash, older.N, older.Hash), "from %d to %d", older.N, newer.N)
			pairs++
		}
	}
	fmt.Printf("%d of our inclusion proofs, %d pairs consistent\n", len(names), pairs)

	// It must be able to find something.
	entry := append([]byte{}, all[0]...)
	entry[0] ^= 1
	proof, err := tlog.ProveRecord(newest.N, 0, memory)
	must(err, "proving entry 0")
	check(tlog.CheckRecord(proof, newest.N, newest.Hash, 0, tlog.RecordHash(entry)) != nil, "an altered entry is refused")
	forged := bytes.Replace(read("checkpoint"), []byte(strconv.FormatInt(newest.N, 10)), []byte("1"), 1)
	_, err = note.Open(forged, verifiers)
	check(err != nil, "an altered checkpoint is refused")
}
